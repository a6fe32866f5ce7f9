namespace CanaryMesh.Analyzer.Control;

internal interface IProxyAuthenticator
{
    Task<Authentication> AuthenticateAsync(string token, CancellationToken cancellation);
}
