using System.Net;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>An answer of the API server that is none to the question.</summary>
internal sealed class ApiRefusedException(HttpStatusCode status, string content) : Exception($"{(int)status}")
{
    internal HttpStatusCode Status => status;

    internal string Content => content;
}
