"""The order of the widgets of common nodes, for workflows that do not name them.

Each line names a node class and its widgets in the order of the editor. The control that the editor
puts after a seed ("randomize") is no widget of the node and is left out.
"""

from __future__ import annotations

from functools import cache

_ORDERS = """
KSampler: seed steps cfg sampler_name scheduler denoise
KSamplerAdvanced: add_noise noise_seed steps cfg sampler_name scheduler start_at_step end_at_step
KSampler (Efficient): seed _ steps cfg sampler_name scheduler denoise
SamplerCustom: add_noise noise_seed cfg
RandomNoise: noise_seed
KSamplerSelect: sampler_name
BasicScheduler: scheduler steps denoise
KarrasScheduler: steps sigma_max sigma_min rho
ExponentialScheduler: steps sigma_max sigma_min
AlignYourStepsScheduler: model_type steps denoise
SDTurboScheduler: steps denoise
GITSScheduler: coeff steps denoise
BetaSamplingScheduler: steps alpha beta
LTXVScheduler: steps max_shift base_shift stretch terminal
Flux2Scheduler: steps width height
Ideogram4Scheduler: steps width height mu std
CFGGuider: cfg
DualModelGuider: cfg
DualCFGGuider: cfg_conds cfg_cond2_negative style
FluxGuidance: guidance
CLIPTextEncode: text
CLIPTextEncodeFlux: clip_l t5xxl guidance
CLIPTextEncodeSDXL: width height crop_w crop_h target_width target_height text_g text_l
CLIPTextEncodeSDXLRefiner: ascore width height text
CLIPTextEncodeSD3: clip_l clip_g t5xxl empty_padding
CLIPTextEncodeHiDream: clip_l clip_g t5xxl llama
CLIPTextEncodeHunyuanDiT: bert mt5xl
CLIPTextEncodeLumina2: system_prompt user_prompt
TextEncodeQwenImageEdit: prompt
TextEncodeQwenImageEditPlus: prompt
TextEncodeQwenImage21: prompt negative_prompt resolution
TextEncodeBooguEdit: prompt negative_prompt
TextEncodeMageFlowEdit: prompt negative_prompt width height batch_size
TextEncodeJoyImageEdit: prompt
TextEncodeMingImageEdit: prompt
TextEncodeMOSSImageEdit: prompt
TextEncodeFibo2: prompt negative_prompt
TextEncodeAceStepAudio: tags lyrics lyrics_strength
TextEncodeAceStepAudio1.5: tags lyrics seed bpm duration
MiniMaxMusic3TextEncode: caption lyrics seed max_duration cfg_scale top_k
MiniMaxH3ImageToVideo: prompt width height length
MiniMaxH3ReferenceToVideo: prompt width height length
CheckpointLoaderSimple: ckpt_name
CheckpointLoader: config_name ckpt_name
ImageOnlyCheckpointLoader: ckpt_name
UNETLoader: unet_name weight_dtype
UnetLoaderGGUF: unet_name
LoraLoader: lora_name strength_model strength_clip
LoraLoaderModelOnly: lora_name strength_model
EmptyLatentImage: width height batch_size
EmptySD3LatentImage: width height batch_size
EmptyFlux2LatentImage: width height batch_size
EmptyChromaRadianceLatentImage: width height batch_size
EmptyHiDreamO1LatentImage: width height batch_size
EmptyQwenImageLayeredLatentImage: width height layers batch_size
EmptyHunyuanLatentVideo: width height length batch_size
EmptyHunyuanImageLatent: width height batch_size
EmptyMochiLatentVideo: width height length batch_size
EmptyCosmosLatentVideo: width height length batch_size
EmptyLTXVLatentVideo: width height length batch_size
StableCascade_EmptyLatentImage: width height compression batch_size
WanImageToVideo: width height length batch_size
WanFirstLastFrameToVideo: width height length batch_size
WanFunControlToVideo: width height length batch_size
WanFunInpaintToVideo: width height length batch_size
WanVaceToVideo: width height length batch_size strength
WanAnimate2ToVideo: width height length batch_size
WanDancerVideo: width height length
WanSoundImageToVideo: width height length batch_size
Wan22ImageToVideoLatent: width height length batch_size
HunyuanVideo15ImageToVideo: width height length batch_size
LTXVImgToVideo: width height length batch_size strength
VOIDInpaintConditioning: width height length batch_size
LoadImage: image upload
PrimitiveNode: value
PrimitiveInt: value
PrimitiveFloat: value
PrimitiveBoolean: value
PrimitiveString: value
PrimitiveStringMultiline: value
SeedNode: seed
easy int: value
easy seed: seed
Seed (rgthree): seed
StringConcatenate: string_a string_b delimiter
StringReplace: string find replace
ComfySwitchNode: switch
TextGenerate: prompt max_length
TextGenerateLTX2Prompt: prompt max_length
FluxProUltraImageNode: prompt prompt_upsampling seed aspect_ratio raw
FluxKontextProImageNode: prompt aspect_ratio guidance steps seed
FluxKontextMaxImageNode: prompt aspect_ratio guidance steps seed
Flux2ProImageNode: prompt width height seed
Flux3ImageNode: prompt aspect_ratio resolution _ _ seed
GeminiImageNode: prompt model seed aspect_ratio
GeminiImage2Node: prompt model seed aspect_ratio resolution
GeminiNanoBanana2: prompt model seed aspect_ratio resolution
GeminiNanoBanana2V2: prompt model model.aspect_ratio model.resolution model.thinking_level seed
GeminiVideoOmniV2: model model.prompt model.aspect_ratio _ _ _ seed
OpenAIDalle2: prompt seed size n
OpenAIDalle3: prompt seed quality style size
OpenAIGPTImage1: prompt seed quality background size n
OpenAIGPTImageNodeV2: prompt model size width height background quality n seed
GrokImageNode: model prompt aspect_ratio n seed resolution
GrokImageEditNode: model prompt resolution n seed
GrokImageEditNodeV2: prompt model resolution n aspect_ratio seed
GrokVideoNode: model prompt resolution aspect_ratio duration seed
IdeogramV3: prompt aspect_ratio resolution magic_prompt_option seed
RecraftTextToImageNode: prompt size n seed negative_prompt
RecraftV4TextToImageNode: prompt negative_prompt model size n seed
OpenRouterImageNode: model prompt aspect_ratio resolution seed
ByteDanceSeedreamNode: model prompt size_preset width height sequential_image_generation _ seed
ByteDanceImageNode: model prompt size_preset width height seed guidance_scale
ByteDanceTextToVideoNode: model prompt resolution aspect_ratio duration seed
ByteDanceImageToVideoNode: model prompt resolution aspect_ratio duration seed
ByteDanceFirstLastFrameNode: model prompt resolution aspect_ratio duration seed
ByteDance2TextToVideoNode: model prompt resolution aspect_ratio duration _ _ seed
ByteDance2FirstLastFrameNode: model prompt resolution duration _ _ seed
ByteDance2ReferenceNodeV2: model prompt resolution aspect_ratio duration _ _ _ seed
KlingFirstLastFrameNode: prompt duration generate_audio model resolution seed
MinimaxHailuoVideoNode: prompt seed prompt_optimizer duration resolution
MinimaxHailuo03TextToVideoNode: model prompt resolution aspect_ratio duration seed
MinimaxHailuo03FirstLastFrameNode: model prompt resolution duration _ seed
WanTextToVideoApi: model prompt negative_prompt size duration seed
WanImageToVideoApi: model prompt negative_prompt resolution duration seed
WanTextToImageApi: model prompt negative_prompt width height seed
"""


@cache
def orders() -> dict[str, tuple[str, ...]]:
    """Return the names of the widgets by node class; a widget that is never read is named `_`."""
    pairs = (line.split(": ", 1) for line in _ORDERS.strip().split("\n"))
    return {kind: tuple(names.split()) for kind, names in pairs}
