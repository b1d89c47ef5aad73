package org.konsil.onetimekey;

import com.fasterxml.jackson.databind.JsonNode;

/** A key that was handed out: a one-time key for good, a fallback key until it is replaced. */
record ClaimedKey(KeyName name, JsonNode json) {}
