/**
 * The identifiers of the protocol with their grammar and limits, as values. A string with a sigil
 * becomes one of these at the door ({@code parse}) and stays one. The record constructors do not
 * check: they are for values that were checked before, such as rows of our own database. Ids
 * without a grammar (devices, transactions, event types) stay strings.
 */
package org.konsil.core.id;
