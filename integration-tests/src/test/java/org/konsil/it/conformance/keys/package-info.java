/** Device keys, one-time keys, cross-signing, key backup and to-device messages. */
package org.konsil.it.conformance.keys;
