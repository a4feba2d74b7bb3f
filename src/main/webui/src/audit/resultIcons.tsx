import { CheckCircleFilled, CloseCircleFilled, StopFilled } from '@ant-design/icons';

/** An icon for each result of a request, so that it does not differ by colour only. */
export const RESULT_ICONS = {
  ACCEPTED: <CheckCircleFilled aria-hidden="true" />, REFUSED: <StopFilled aria-hidden="true" />, FAILED: <CloseCircleFilled aria-hidden="true" />,
};
