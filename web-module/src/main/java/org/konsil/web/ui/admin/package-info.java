/**
 * The pages with which the administrators of a domain work: accounts, devices, reports, Konnektor,
 * audit. Each bean holds what its page shows and makes one service call an act; the services decide
 * who may. Called by Faces only.
 */
package org.konsil.web.ui.admin;
