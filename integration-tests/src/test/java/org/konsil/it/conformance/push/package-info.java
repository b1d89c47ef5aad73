/** Push rules and pushers. */
package org.konsil.it.conformance.push;
