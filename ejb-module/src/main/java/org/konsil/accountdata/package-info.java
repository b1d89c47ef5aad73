/**
 * What a user keeps on the server: account data of the whole account and of rooms with its tags,
 * and the two kinds of it that the server itself obeys, the TI-M permission settings and the users
 * whom one ignores. Knows accounts; capabilities of rooms ask it.
 */
package org.konsil.accountdata;
