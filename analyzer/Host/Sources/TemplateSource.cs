using System.Collections.Concurrent;
using CanaryMesh.Analyzer.Analysis;
using CanaryMesh.Analyzer.Observing;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>MetricTemplates from the cache. One that turned bad past admission must not leave a version unwatched: what could be asked last is
/// asked on. One that is gone is an answer that fails, not a pass.</summary>
internal sealed class TemplateSource(ClusterCaches caches, InstallationSettings settings)
{
    private const int Most = 1024;
    private readonly ConcurrentDictionary<TemplateName, (string Uid, string Version, ReadyTemplate Template)> _good = [];

    public (ReadyTemplate? Template, string? Fault) Find(TemplateName name, string ns)
    {
        if (name.Namespace != ns && settings.NoCrossNamespaceRefs)
        {
            return (null, $"MetricTemplate {name} is of another namespace, which the setting {Installation.Settings.NoCrossNamespaceRefs} forbids");
        }

        if (caches.MetricTemplates.Get(name.Namespace, name.Name) is not { } raw)
        {
            _good.TryRemove(name, out _);
            return (null, $"MetricTemplate {name} does not exist");
        }

        var (uid, version) = (raw.Text("metadata", "uid") ?? "", raw.Text("metadata", "resourceVersion") ?? "");
        if (_good.TryGetValue(name, out var known) && known.Uid == uid && known.Version == version)
        {
            return (known.Template, null);
        }

        var (template, fault) = TemplateReader.Read(raw);
        if (template is null)
        {
            return known.Uid == uid && known.Template is { } last
                ? (last with { Note = $"MetricTemplate {name} as it was before it became unusable: {fault}" }, null)
                : (null, $"MetricTemplate {name} cannot be used: {fault}");
        }

        if (_good.Count > Most)
        {
            _good.Clear();
        }

        _good[name] = (uid, version, template);
        return (template, null);
    }
}
