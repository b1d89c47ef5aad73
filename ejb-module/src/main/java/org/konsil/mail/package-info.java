/**
 * Mail that the server writes by itself: kept in the database until a relay takes it ({@code
 * konsil.smtp}, or a mail session of the server). Whoever has something to say names a {@link
 * org.konsil.mail.MailKind} and its values; the words are in the bundle, German and English in one
 * letter. Nothing of patients belongs into a mail.
 */
package org.konsil.mail;
