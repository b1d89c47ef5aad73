/**
 * Gematik's test driver before the demo's two domains, driven as the test suite drives it: HTTP and
 * JSON only, and what was done on one side is looked for on the other for at most ten seconds. One
 * test a group of the suite's scenarios. No Matrix client of the tests' own belongs here.
 */
package org.konsil.it.testdriver;
