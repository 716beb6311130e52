/** Whether tests leave pictures in test-results/screens: of what no assertion sees, to be looked at. */
export const takesScreens = process.env['AFFINITY_SCREENS'] === '1';
