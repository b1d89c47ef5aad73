/**
 * What the administration of a domain tells a user by the server (client-server API, "Server
 * Notices"): one room a user, in which only the server speaks and which no other server sees.
 * Administration decides who may. The server cannot encrypt; ADR 22 says why such a room is not
 * encrypted under the TI-M rules either.
 */
package org.konsil.servernotice;
