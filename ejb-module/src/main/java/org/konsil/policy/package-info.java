/**
 * The TI-M rules that a messenger proxy enforces, in process: one class a rule, asked by every door
 * before anything is written. They decide on local data only and by values that the caller brings,
 * so rooms know this package and it does not know them. All are off with {@code --policy open}.
 */
package org.konsil.policy;
