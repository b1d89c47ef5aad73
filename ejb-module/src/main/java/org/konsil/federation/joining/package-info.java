/**
 * What we ask of servers in a room for our own users: to be let in, to knock, to go, to invite, and
 * for history. What other servers offer for signing is never signed: our events are built anew from
 * our own fields.
 */
package org.konsil.federation.joining;
