package org.konsil.jca.konnektor;

import jakarta.resource.spi.ConnectionRequestInfo;
import org.konsil.jca.api.CallContext;

/** Asks for a connection with a call context other than the configured one. */
record ContextRequest(CallContext context) implements ConnectionRequestInfo {}
