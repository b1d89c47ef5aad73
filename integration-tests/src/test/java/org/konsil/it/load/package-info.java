/**
 * Many clients at once: what they cost the server and whether each still gets what is meant for it.
 *
 * <p>No measurements of speed: those belong to the benchmark.
 */
package org.konsil.it.load;
