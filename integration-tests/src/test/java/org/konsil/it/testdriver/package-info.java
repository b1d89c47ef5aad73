/**
 * Gematik's test drivers before the demo's two domains, which lie on two servers, driven as the
 * test suite drives them: HTTP and JSON only, and what was done on one side is looked for on the
 * other for at most ten seconds. One test a group of the suite's scenarios. The homeservers
 * themselves are called only where the suite calls them.
 */
package org.konsil.it.testdriver;
