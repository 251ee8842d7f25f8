interface BrandMarkProps {
  size?: number;
}

/** Two breaths, one behind the other. */
export const BrandMark = ({ size = 32 }: BrandMarkProps) => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="9" fill="#17616b" />
    <g fill="none" stroke="#fff" strokeLinecap="round" strokeWidth="2.4">
      <path d="M7.5 19.5c2.2-3.4 4.4-3.4 6.6 0s4.4 3.4 6.6 0 2.6-3 3.8-3" />
      <path d="M11 13.2c1.6-2.3 3.2-2.3 4.8 0s3.2 2.3 4.8 0" opacity=".55" />
    </g>
  </svg>
);
