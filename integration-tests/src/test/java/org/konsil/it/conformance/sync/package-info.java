/** Syncing, filters and history. */
package org.konsil.it.conformance.sync;
