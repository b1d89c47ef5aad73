package org.konsil.sandbox.konnektor;

/**
 * How the played Konnektor is set up.
 *
 * @param port on 127.0.0.1; 0 lets the system choose one
 * @param mandantId the one mandant its information model knows
 * @param clientSystemId its client system
 * @param workplaceId its workplace
 */
public record KonnektorSetup(
    int port, String mandantId, String clientSystemId, String workplaceId) {}
