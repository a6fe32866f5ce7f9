namespace CanaryMesh.Cli.Tests.Support;

internal sealed record ReceivedRequest(string Method, string Path, string Query, string ContentType, string Body);
