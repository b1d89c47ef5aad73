/** Account data, room tags and OpenID. */
package org.konsil.it.conformance.accountdata;
