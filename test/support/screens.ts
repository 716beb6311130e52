/** True if tests take pictures into test-results/screens, for a person to look at. */
export const takesScreens = process.env['AFFINITY_SCREENS'] === '1';
