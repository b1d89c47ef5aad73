/**
 * The portal of the registration service: organisations register by card, sign in with two factors,
 * order and give up messenger services. Beans hold what a page shows and make one call; who may
 * what is decided in org.konsil.registration.
 *
 * <p>Not for users of a messenger service, nor for the administrators of one.
 */
package org.konsil.web.ui.registration;
