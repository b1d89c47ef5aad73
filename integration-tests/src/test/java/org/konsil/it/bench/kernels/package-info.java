/**
 * The rules of the protocol on their own, measured by JMH with their allocation: {@code bin/bench
 * --kernels}. No server, no database.
 */
package org.konsil.it.bench.kernels;
