/**
 * How much the services of TI-M are used, in numbers without persons: what clients report of
 * structured data. Called by the interfaces that gematik prescribes. No event and no user id is
 * kept here.
 */
package org.konsil.usage;
