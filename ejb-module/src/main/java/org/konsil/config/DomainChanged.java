package org.konsil.config;

import org.konsil.core.id.ServerName;

/** A domain was made, changed or ended. */
public record DomainChanged(ServerName name) {}
