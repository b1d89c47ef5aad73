/**
 * The load that {@code bin/bench} puts on Konsil and on its peer, one after the other: a driver of
 * its own that costs little CPU, one class a scenario, and the report that becomes
 * docs/performance.md. Nothing here is a test: a timing never fails a build.
 */
package org.konsil.it.bench;
