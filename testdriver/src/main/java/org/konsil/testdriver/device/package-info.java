/**
 * The devices that the test driver lends: whose each one is and until when, which account belongs
 * to it, and whether it is logged in. Called by the resources of {@code api}. Knows no HTTP of the
 * test driver's own and no encryption.
 */
package org.konsil.testdriver.device;
