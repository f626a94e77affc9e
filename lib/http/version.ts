/** Version of /api/v1; also sent as the API-Version header. */
export const apiVersion = '0.1.0'
