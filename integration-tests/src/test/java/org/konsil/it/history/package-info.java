/**
 * What is true of every history, whatever the clients do and whenever the server is killed or
 * stopped for a while: invariants I1 to I5 and I7 of the design. Clients do random things and note
 * what they are answered ({@code RandomClient}, {@code Follower}); {@code HistoryCheck} then proves
 * a recorded {@code History}. Everything is seen from outside, through the client API.
 */
package org.konsil.it.history;
