import type { PageRecipe, ScreenWord } from '../../domain/recipe';
import { guessed, guideLanguages, settingsMenu, told } from './words';

const oneTime: ScreenWord[] = [
  told('OTP'),
  guessed('One-time password', 'en'),
  guessed('Einmalpasswort', 'de'),
  guessed('Contraseña de un solo uso', 'es'),
  guessed('Mot de passe à usage unique', 'fr'),
  guessed('Password monouso', 'it'),
  guessed('Eenmalig wachtwoord', 'nl'),
];

/** Login and password, and a one-time password where the PBX asks for one. Each is sent once. */
export const signInPage: PageRecipe = {
  id: 'sign-in',
  title: 'Sign in to WMS',
  versions: { from: null, to: null },
  source:
    'The vendor publishes that one signs in as admin with a password, since 6.10.20250609.6 and 7.02.20250609.3 with an ' +
    'OTP besides, and that the menu WMS Settings is there then. The labels of the form are not published by the vendor: ' +
    'they are our own choice, tried on the practice PBX only.',
  languages: guideLanguages,
  acts: [
    {
      act: 'fill',
      labels: [
        guessed('Login', 'en'),
        guessed('Username', 'en'),
        guessed('Benutzername', 'de'),
        guessed('Usuario', 'es'),
        guessed('Identifiant', 'fr'),
        guessed('Nome utente', 'it'),
        guessed('Gebruikersnaam', 'nl'),
      ],
      value: { text: 'admin' },
    },
    {
      act: 'fill',
      labels: [
        guessed('Password', 'en'),
        guessed('Passwort', 'de'),
        guessed('Kennwort', 'de'),
        guessed('Contraseña', 'es'),
        guessed('Mot de passe', 'fr'),
        guessed('Wachtwoord', 'nl'),
      ],
      value: { secret: 'admin-password' },
    },
    { act: 'fill', labels: oneTime, value: { input: 'otp' }, optional: true },
    {
      act: 'click',
      names: [
        guessed('Login', 'en'),
        guessed('Log in', 'en'),
        guessed('Sign in', 'en'),
        guessed('Anmelden', 'de'),
        guessed('Iniciar sesión', 'es'),
        guessed('Se connecter', 'fr'),
        guessed('Accedi', 'it'),
        guessed('Inloggen', 'nl'),
      ],
      roles: ['button'],
    },
    { act: 'fill', labels: oneTime, value: { input: 'otp' }, optional: true },
    {
      act: 'click',
      // None of the words of the button above: a password that was refused must not be sent again by this one.
      names: [
        guessed('Confirm', 'en'),
        guessed('Verify', 'en'),
        guessed('Bestätigen', 'de'),
        guessed('Confirmar', 'es'),
        guessed('Confirmer', 'fr'),
        guessed('Conferma', 'it'),
        guessed('Bevestigen', 'nl'),
      ],
      roles: ['button'],
      optional: true,
    },
    { act: 'waitFor', texts: settingsMenu },
  ],
};
