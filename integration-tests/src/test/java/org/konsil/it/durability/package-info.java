/**
 * What survives when a server is killed in the middle of its work: invariants I1, I2 and I4.
 *
 * <p>Everything is seen from outside, through the client API.
 */
package org.konsil.it.durability;
