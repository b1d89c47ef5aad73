/** Relations, edits, reactions and threads. */
package org.konsil.it.conformance.relations;
