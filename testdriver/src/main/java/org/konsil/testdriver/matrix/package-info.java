/**
 * What the test driver knows of Matrix: the device that encrypts, as an interface, and the
 * operations of the client-server API that need no encryption. Knows nothing of claims, of the test
 * driver's API or of Konsil's own operations.
 */
package org.konsil.testdriver.matrix;
