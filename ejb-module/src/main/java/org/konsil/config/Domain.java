package org.konsil.config;

import org.konsil.core.id.ServerName;

/** A messenger service: one Matrix server name with its own keys, users and rules. */
public record Domain(ServerName name, String displayName) {}
