import styles from './log-in-page.module.css';

const WAVES = 9;

/** A breath that widens: the same wave, each a little wider and fainter. */
export const BreathArt = () => (
  <svg
    className={styles.breath}
    viewBox="0 0 600 800"
    preserveAspectRatio="xMidYMid slice"
    aria-hidden="true"
  >
    {Array.from({ length: WAVES }, (_, index) => {
      const height = 26 + index * 15;
      const y = 400;

      return (
        <path
          key={index}
          d={`M-40 ${y}C80 ${y - height * 2} 180 ${y - height * 2} 300 ${y}S520 ${y + height * 2} 640 ${y}`}
          fill="none"
          stroke="currentColor"
          strokeWidth={2.2 - index * 0.15}
          opacity={0.75 - index * 0.07}
        />
      );
    })}
  </svg>
);
