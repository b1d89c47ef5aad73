/** Receipts, read markers and typing. */
package org.konsil.it.conformance.receipts;
