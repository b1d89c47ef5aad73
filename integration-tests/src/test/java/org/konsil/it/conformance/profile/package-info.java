/** Profiles, devices and the own account. */
package org.konsil.it.conformance.profile;
