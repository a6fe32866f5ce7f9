namespace CanaryMesh.Analyzer.Observing;

internal sealed partial class SecretDirectory
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Secret {Namespace}/{Name} asks to be pinned and is followed all the same: {Why}")]
    private partial void LogNotPinned(string @namespace, string name, string why);
}
