/**
 * Tokens that let their holder register, one list a domain. Registration asks whether one counts
 * and uses it up; who makes them is decided by administration. What a registration is belongs to
 * account.
 */
package org.konsil.registrationtoken;
