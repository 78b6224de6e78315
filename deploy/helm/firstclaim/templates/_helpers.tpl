{{- define "firstclaim.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- /* Names end with the component, at most 10 characters. */}}
{{- define "firstclaim.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" }}
{{- else if contains (include "firstclaim.name" .) .Release.Name }}
{{- .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "firstclaim.name" .) | trunc 50 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- /* What selects the pods of a component: call with (list $ "core"). */}}
{{- define "firstclaim.selector" -}}
app.kubernetes.io/name: {{ include "firstclaim.name" (index . 0) }}
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{- define "firstclaim.labels" -}}
{{ include "firstclaim.selector" . }}
app.kubernetes.io/version: {{ (index . 0).Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ printf "%s-%s" (index . 0).Chart.Name (index . 0).Chart.Version }}
{{- end }}

{{- define "firstclaim.image" -}}
image: {{ printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
{{- end }}

{{- /* What every pod has but its containers and volumes: call with (list $ "core" .Values.core). */}}
{{- define "firstclaim.pod" -}}
{{- $component := index . 2 -}}
serviceAccountName: {{ include "firstclaim.fullname" (index . 0) }}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with (index . 0).Values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 65532
  runAsGroup: 65532
  fsGroup: 65532
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile: {type: RuntimeDefault}
# Longer than the pause before the signal and the 30 seconds that a process takes at most to stop in order.
terminationGracePeriodSeconds: 45
topologySpreadConstraints:
  {{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels: {{- include "firstclaim.selector" (list (index $ 0) (index $ 1)) | nindent 8 }}
  {{- end }}
{{- with $component.nodeSelector }}
nodeSelector: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $component.tolerations }}
tolerations: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "firstclaim.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- /* Removed from the Services first, told to stop then. */}}
{{- define "firstclaim.lifecycle" -}}
preStop:
  sleep: {seconds: 5}
{{- end }}

{{- /* What every process tells, and to whom. */}}
{{- define "firstclaim.watch" -}}
- --log-format={{ .Values.logFormat }}
{{- with .Values.otlpEndpoint }}
- --otlp-endpoint={{ . }}
{{- end }}
{{- end }}

{{- /* Where the cores are, for who calls them: every core's address behind one name. */}}
{{- define "firstclaim.coreClient" -}}
- --core={{ include "firstclaim.fullname" . }}-core:9090
- --core-ca=/core-ca/{{ .Values.coreCaConfigMap.key }}
{{- end }}

{{- /* A HorizontalPodAutoscaler's spec but for its target: call with the component's autoscaling values. */}}
{{- define "firstclaim.scaling" -}}
minReplicas: {{ .minReplicas }}
maxReplicas: {{ .maxReplicas }}
metrics:
  - type: Resource
    resource:
      name: cpu
      target: {type: Utilization, averageUtilization: {{ .cpu }}}
  {{- with .metrics }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}

{{- /* A core, the names of things and the collector of traces, nothing else. */}}
{{- define "firstclaim.egressToCore" -}}
- to:
    - podSelector:
        matchLabels: {{- include "firstclaim.selector" (list . "core") | nindent 10 }}
  ports:
    - {port: grpc}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
{{- if .Values.otlpEndpoint }}
- ports:
    - {port: {{ .Values.networkPolicy.collectorPort }}, protocol: TCP}
{{- end }}
{{- end }}
