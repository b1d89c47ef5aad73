/** Spaces and their hierarchy. */
package org.konsil.it.conformance.spaces;
