/**
 * What administrators did: one row an act, bound to the row before it, so that nobody can change or
 * remove one unseen (I8). Every capability may record; only the console reads. Requests of users
 * and the contents of messages do not belong here.
 */
package org.konsil.audit;
