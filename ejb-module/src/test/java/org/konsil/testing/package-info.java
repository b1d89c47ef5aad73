/**
 * What tests of several capabilities share: services wired without a container over a real
 * database, a clock that stands still.
 */
package org.konsil.testing;
