using CanaryMesh.Cluster.Api;

namespace CanaryMesh.Cluster.Access;

/// <summary>Who sends a request.</summary>
internal sealed class Authenticator(TokenChecker tokens, string adminToken)
{
    private static readonly Identity Admin = new("kubernetes-admin", ["system:masters", "system:authenticated"]);
    private static readonly Identity Anonymous = new("system:anonymous", ["system:unauthenticated"]);

    public Identity Authenticate(HttpContext context)
    {
        var header = (string?)context.Request.Headers.Authorization;
        if (header is null || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return context.Connection.ClientCertificate is { } certificate ? CertificateIdentity.Of(certificate) : Anonymous;
        }

        var token = header["Bearer ".Length..].Trim();
        if (token == adminToken)
        {
            return Admin;
        }

        return tokens.Check(token, [TokenIssuer.Issuer]).Identity ?? throw new ApiException(401, "Unauthorized", "Unauthorized");
    }
}
