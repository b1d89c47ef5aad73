/**
 * What the administration of a domain tells a user by the server (client-server API, "Server
 * Notices"): one room a user, in which only the server speaks. Administration decides who may; the
 * server cannot encrypt, so under the TI-M rules, by which private rooms are encrypted, there is no
 * such room and the policy refuses to make one.
 */
package org.konsil.servernotice;
