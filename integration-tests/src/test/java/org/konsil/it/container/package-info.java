/**
 * Tests that run inside the deployed EAR, where injection, transactions and JNDI are the real ones:
 * class names end in {@code InContainerIT} and carry the tag {@code in-container}.
 *
 * <p>What can be seen from outside is tested from outside, in the other packages.
 */
package org.konsil.it.container;
