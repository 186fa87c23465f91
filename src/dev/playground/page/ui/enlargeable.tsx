import { useState } from 'react';
import { Dialog } from './dialog.tsx';

/** A picture that opens as large as the window when it is clicked. */
export function Enlargeable({ src, alt, title }: { src: string; alt: string; title: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="enlargeable"
        aria-label={`Enlarge: ${alt}`}
        onClick={() => setOpen(true)}
      >
        <img src={src} alt={alt} />
      </button>
      {isOpen && (
        <Dialog size="wide" title={title} onClose={() => setOpen(false)}>
          <a data-plain href={src} target="_blank" rel="noreferrer" title="Open in a new tab">
            <img className="enlarged" src={src} alt={alt} />
          </a>
        </Dialog>
      )}
    </>
  );
}
