package org.konsil.it.bench;

import java.net.URI;

/**
 * The server under load.
 *
 * @param secret of {@code /_synapse/admin/v1/register}, which both servers answer
 * @param pid of its process
 * @param databasePid of the postmaster that it uses
 */
record Target(String name, URI base, String secret, long pid, long databasePid) {}
