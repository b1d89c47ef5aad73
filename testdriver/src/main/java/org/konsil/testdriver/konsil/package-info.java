/**
 * What the test driver uses of Konsil beyond Matrix, as Konsil's own client and console do: the
 * administration API and the operations for the national directory. Every call goes over HTTP with
 * the token of whoever it is done for.
 */
package org.konsil.testdriver.konsil;
