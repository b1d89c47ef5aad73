/**
 * Tests of how Konsil is run: bin/server as DESIGN.md, section 9 promises it, the EAR in a WildFly
 * that an administrator configured by docs/operations.md, and the EAR as the container sees it.
 *
 * <p>What clients see belongs to the other packages.
 */
package org.konsil.it.operations;
