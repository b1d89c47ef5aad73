/**
 * Rooms that a test writes down by hand, for the tests of authorisation and state resolution.
 * Events carry neither hashes nor true signatures, their ids are chosen by the test. Tests of the
 * event format do not belong here.
 */
package org.konsil.core.testing;
